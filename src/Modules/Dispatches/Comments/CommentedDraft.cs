using Legation.Dispatches.Share;

namespace Legation.Dispatches.Comments;

/// <summary>A comment with the paragraph that it is about as it stands now.</summary>
internal sealed record PlacedComment(DraftComment Comment, CommentPlace Place);

/// <summary>A draft with what was said of it, as somebody may see it.</summary>
internal sealed record CommentedDraft(OpenedDraft Draft, CommentPlaces Places, IReadOnlyList<PlacedComment> Comments)
{
    public IEnumerable<PlacedComment> Open => Comments.Where(placed => placed.Comment.IsOpen);
}
