"""Review without a screen: what people should look at first, what they decided, and how far they agree.

    doubts → tasks, the most useful first → a person's answer (answers) → judgements and corrections
    judgements and corrections of several coders → ballots → agreement, disagreements

Nothing here reads a store or writes to a screen: `workspace.reviewing` brings the values, `cli` shows them.
"""
