"""Start Sheaf: hand over to the program."""

from desktop.__main__ import main

raise SystemExit(main())
