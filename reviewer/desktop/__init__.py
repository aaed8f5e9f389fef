"""The reviewer's menu entry and icon on a Linux desktop."""
