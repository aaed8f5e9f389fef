"""`runner doctor`: what this machine has to work with, what that means, and the one command that mends each gap."""
