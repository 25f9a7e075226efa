"""Page pictures that were rendered before; named by the original's hash, so that a copy shares them."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, insert, select

from desktop.vault.tables import page_picture

MOST_PICTURES = 600
"""The oldest go when there are more; they can always be rendered again."""


def get_picture(tx: Connection, sha256: str, page: int, width: int) -> bytes | None:
    """Return the PNG of a page (from 1) at a width in pixels, or None."""
    query = select(page_picture.c.png).where(
        page_picture.c.sha256 == sha256, page_picture.c.page == page, page_picture.c.width == width
    )
    return tx.execute(query).scalar_one_or_none()


def put_picture(tx: Connection, sha256: str, page: int, width: int, png: bytes) -> None:
    """Keep the PNG of a page; at most MOST_PICTURES are kept."""
    if get_picture(tx, sha256, page, width) is None:
        tx.execute(insert(page_picture).values(sha256=sha256, page=page, width=width, png=png))
    surplus = tx.execute(select(func.count()).select_from(page_picture)).scalar_one() - MOST_PICTURES
    if surplus > 0:
        oldest = select(page_picture.c.seq).order_by(page_picture.c.seq).limit(surplus)
        tx.execute(delete(page_picture).where(page_picture.c.seq.in_(oldest)))


def forget_pictures(tx: Connection, sha256: str) -> None:
    """Delete the pictures of an original, since its pages now show otherwise."""
    tx.execute(delete(page_picture).where(page_picture.c.sha256 == sha256))
