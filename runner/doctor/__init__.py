"""`runner doctor`: what this machine has, what that means, and the one command that mends each gap."""
