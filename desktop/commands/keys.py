"""passphrase, rekey, keyring: the ways into a vault."""

from __future__ import annotations

from pathlib import Path

from desktop.commands.context import Context
from desktop.commands.errors import UsageError
from desktop.commands.output import JSONValue
from desktop.commands.progress_bar import progress_bar
from desktop.commands.secrets import ask, first_line, passphrase
from desktop.commands.vaults import write_kit
from desktop.commands.words import Commands, Parser, command
from desktop.foundation.errors import ExitCode


def _new_passphrase(context: Context) -> str:
    chosen = context.chosen
    if chosen.new_passphrase_file:
        return first_line(chosen.new_passphrase_file)
    first = ask("New passphrase: ")
    if first != ask("Once more, to check: "):
        raise UsageError("The two passphrases are not the same.", do="Try again.")
    return first


def change(context: Context) -> ExitCode:
    """Let the vault open with another passphrase."""
    vaults = context.make_vaults()
    vaults.describe(context.vault)
    current = passphrase(context.chosen)
    workspace = vaults.unlock(context.vault, current, accept_copy=context.chosen.accept_copy)
    try:
        workspace.keys.change_passphrase(current, _new_passphrase(context))
    finally:
        workspace.close()
    context.output.line("Done. Older backups still open with the old passphrase.")
    context.output.line("If someone may know it, make new keys: sheaf rekey VAULT")
    context.output.answer({"vault": str(context.vault)})
    return ExitCode.DONE


def rekey(context: Context) -> ExitCode:
    """Encrypt the whole vault again with new keys, and hand over its new recovery kit."""
    target: Path | None = context.chosen.recovery_out
    if target is not None and target.exists():
        raise UsageError("There is a file with the recovery kit's name already.", do="Choose another name.")
    vaults = context.make_vaults()
    vaults.describe(context.vault)
    secret = passphrase(context.chosen)
    workspace = vaults.unlock(context.vault, secret, accept_copy=context.chosen.accept_copy)
    try:
        with progress_bar(context.output) as progress:
            made = workspace.keys.new_keys(secret, progress=progress, cancel=context.cancel)
    finally:
        workspace.close()
    out = context.output
    out.line("The vault has new keys. Its passphrase is the same; its old recovery kit no longer opens it.")
    out.line(f"The vault with the old keys is kept: {made.old}")
    out.line("Older backups still open with the old keys. Delete both when you are sure that you do not need them.")
    answer: dict[str, JSONValue] = {"vault": str(context.vault), "old": str(made.old), "recovery_code_groups": 7}
    if target is not None:
        write_kit(made.kit, target)
        out.line(f"The new recovery kit is in {target}. Print it, and keep it away from this computer.")
    else:
        out.line("Write down the new recovery code:")
        out.line("  " + " ".join(made.kit.groups))
        answer["recovery_code"] = "-".join(made.kit.groups)
    out.answer(answer)
    return ExitCode.DONE


def keyring(context: Context) -> ExitCode:
    """Let the computer's key store open the vault, or no longer."""
    on = context.chosen.switch == "on"
    with context.open_vault() as workspace:
        workspace.keys.remember(on=on)
    told = "This computer's key store now opens the vault. The passphrase works as before."
    context.output.line(told if on else "The key store no longer opens the vault.")
    context.output.answer({"vault": str(context.vault), "keyring": on})
    return ExitCode.DONE


def register(commands: Commands[Parser]) -> None:
    """Add the commands of this file."""
    changed = command(commands, "passphrase", change, "another passphrase for a vault")
    changed.add_argument("--new-passphrase-file", type=Path, metavar="FILE", help="the new one is its first line")
    renewed = command(commands, "rekey", rekey, "new keys: everything is encrypted again, with a new recovery kit")
    renewed.add_argument("--recovery-out", type=Path, metavar="FILE", help="the recovery kit: PDF, or text when .txt")
    kept = command(commands, "keyring", keyring, "let this computer's key store open the vault")
    kept.add_argument("switch", choices=("on", "off"))
