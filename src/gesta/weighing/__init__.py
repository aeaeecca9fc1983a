"""Weighing: what all reports say of one incident becomes one account, with every claim kept and every rule named."""
