using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Http;
using Legation.Relay;
using Legation.Server.Nodes;
using Legation.Ui;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace Legation.Server.Communications;

/// <summary>Carried files as the operator's browser fetches and brings them.</summary>
internal static class CarriedEndpoints
{
    private const long Longest = 16L * 1024 * 1024 * 1024;
    private const string Binary = "application/octet-stream";

    public static void MapCarriedFiles(this IEndpointRouteBuilder endpoints)
    {
        var pages = endpoints.MapGroup("/communications").ExcludeFromDescription().RequireDuty(Duties.Operate);
        pages.MapPost("/{id}/write", WriteAsync);
        pages
            .MapPost("/read", ReadAsync)
            .WithFormOptions(multipartBodyLengthLimit: Longest)
            .WithMetadata(new RequestSizeLimitAttribute(Longest));
        pages.MapGet("/read/{name}/receipts", Receipts);
    }

    private static async Task<IResult> WriteAsync(
        string id,
        HttpContext http,
        CurrentPrincipal current,
        [FromServices] IAntiforgery antiforgery,
        [FromServices] Links links,
        [FromServices] CarriedFiles files,
        [FromServices] NodeFolder folder,
        [FromServices] LabelWords words
    )
    {
        if (!await antiforgery.IsRequestValidAsync(http))
            return TypedResults.BadRequest();
        if (links.Find(id) is not { } link)
            return TypedResults.NotFound();
        var file = folder.Carried.CreateFleeting();
        var written = await files.WriteAsync(link.Peer, file, current.Required.Account);
        if (written.Succeeded(out var done))
        {
            file.Position = 0;
            return TypedResults.Stream(file, Binary, NameOf(done, words));
        }
        await file.DisposeAsync();
        var none = written.Refusal!.Code == CarriedFiles.LeftOutCode ? LinkPage.LeftOut : LinkPage.Nothing;
        return TypedResults.Redirect($"/communications/{id}?carried={none}");
    }

    // Whoever carries the file sees on it how high it is marked.
    private static string NameOf(WrittenFile file, LabelWords words) =>
        $"{words.Over(file.Labels)?.Full} for {file.PeerName}.carried".Replace('/', '-').Trim();

    private static async Task<IResult> ReadAsync(
        IFormFile file,
        CurrentPrincipal current,
        [FromServices] CarriedFiles files,
        [FromServices] CarriedResults results,
        [FromServices] NodeFolder folder
    )
    {
        var name = CarriedFolder.NewName();
        await using var read = file.OpenReadStream();
        await using (var receipts = folder.Carried.Create(name))
            results.Keep(name, await files.ReadAsync(read, receipts, current.Required.Account));
        return TypedResults.Redirect($"/communications/read/{name}");
    }

    private static IResult Receipts(
        string name,
        [FromServices] CarriedResults results,
        [FromServices] NodeFolder folder
    ) =>
        results.Find(name) is { } kept && kept.Succeeded(out var read) && read.Receipts > 0
            ? TypedResults.Stream(folder.Carried.Open(name), Binary, $"Receipts for {read.FromName}.carried")
            : TypedResults.NotFound();
}
