using Legation.Records;
using Legation.Records.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Legation.Dispatches.Attach;

/// <summary>
/// Files as browsers fetch them. They are always saved and never shown: what a peer sends as a page must not run as one
/// of this node's.
/// </summary>
internal static class Downloads
{
    public static IResult Answer(
        string id,
        string hash,
        CurrentPrincipal current,
        [FromServices] DispatchFiles files
    ) =>
        files.Open(current.Required, IdOf(id), HashOf(hash)) is var opened
        && opened.Refusal?.Code == "attachment-on-its-way"
            ? TypedResults.Redirect($"/dispatches/{IdOf(id)}")
            : Answer(opened);

    public static IResult AnswerProposed(
        string id,
        string hash,
        CurrentPrincipal current,
        [FromServices] DispatchFiles files
    ) => Answer(files.OpenProposed(current.Required, IdOf(id), HashOf(hash)));

    /// <summary>The file with its name; ranges are answered, so that a download that broke off goes on.</summary>
    public static IResult File(OpenFile file) =>
        TypedResults.Stream(file.Content, FileNames.UnknownType, file.Name, enableRangeProcessing: true);

    public static Digest HashOf(string text) => Digest.TryParse(text, out var hash) ? hash : default;

    private static RecordId IdOf(string text) => RecordId.TryParse(text, out var id) ? id : default;

    private static IResult Answer(Outcome<OpenFile> opened) =>
        opened.Succeeded(out var file) ? File(file) : TypedResults.NotFound();
}
