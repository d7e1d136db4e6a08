using Legation.Dispatches.Contracts;

namespace Legation.Dispatches.Reading;

/// <summary>What an empty register says: why it is empty and what would fill it.</summary>
internal static class RegisterWords
{
    public static string EmptyTitle(Box box) =>
        box switch
        {
            Box.Sent => "Nothing was sent from here yet.",
            Box.ToClear => "Nothing waits for this office’s clearance.",
            Box.AwaitingReply => "No answer is owed, by you or to you.",
            Box.Assigned => "Nothing is assigned to you.",
            Box.Drafts => "You have no drafts.",
            Box.ToReview => "No label is to be reviewed.",
            _ => "Nothing has arrived for you yet.",
        };

    public static string EmptyAdvice(Box box) =>
        box switch
        {
            Box.Sent => "Write a dispatch; once released it is listed here with how far it has come.",
            Box.ToClear =>
                "Dispatches of posts that write through this office wait here until it clears or returns them.",
            Box.AwaitingReply => "Dispatches that say by when they want an answer stay here until their final reply.",
            Box.Assigned =>
                "Whoever in your office assigns you a dispatch, on its page, puts it here. It stays until it is answered, acknowledged where no answer is wanted, or assigned to another.",
            Box.Drafts =>
                "What you write is saved while you type and kept here, for your eyes only, until you release it.",
            Box.ToReview =>
                "What was released here is listed from the day on which its label is to be looked at again, until it is relabelled or gets another day.",
            _ =>
                "Dispatches to you, your office or your organisation are listed here. Communications shows whether a line is down.",
        };
}
