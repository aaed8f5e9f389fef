"""The reviewer among the programs of a Linux desktop: its entry in the menu, and its icon."""
