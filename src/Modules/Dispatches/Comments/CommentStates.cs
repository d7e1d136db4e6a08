namespace Legation.Dispatches.Comments;

/// <summary>The words for states in tables and answers.</summary>
internal static class CommentStates
{
    public static string Word(CommentState state) =>
        state switch
        {
            CommentState.Accepted => "accepted",
            CommentState.Declined => "declined",
            CommentState.Done => "done",
            _ => "open",
        };

    public static CommentState Read(string word) =>
        word switch
        {
            "accepted" => CommentState.Accepted,
            "declined" => CommentState.Declined,
            "done" => CommentState.Done,
            _ => CommentState.Open,
        };
}
