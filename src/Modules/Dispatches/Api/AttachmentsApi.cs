using System.ComponentModel;
using Legation.Dispatches.Attach;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Legation.Dispatches.Api;

/// <summary>Files of drafts and dispatches over HTTP.</summary>
internal static class AttachmentsApi
{
    private const string Files = "/dispatches/{id}/attachments";
    private const string OneFile = Files + "/{hash}";

    public static void MapAttachments(this IEndpointRouteBuilder api)
    {
        api.MapPost(Files, AttachAsync)
            .WithSummary("Attach a file to a draft; the body is the file, Content-Type its media type")
            .Accepts<IFormFile>(isOptional: true, "*/*")
            .Produces(StatusCodes.Status201Created)
            .WithMetadata(new RequestSizeLimitAttribute(Uploads.LongestBody));
        api.MapGet(OneFile, Download)
            .WithSummary("A file of a dispatch or draft, by the SHA-256 of its bytes")
            .Produces(StatusCodes.Status200OK, contentType: FileNames.UnknownType);
        api.MapDelete(OneFile, RemoveAsync)
            .WithSummary("Take a file from a draft")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> AttachAsync(
        string id,
        HttpContext http,
        CurrentPrincipal current,
        [FromServices] AttachToDraft attach,
        [Description("What the file is called")] string? name
    )
    {
        var attached = await attach.AddAsync(
            current.Required,
            Id(id),
            name,
            http.Request.ContentType,
            http.Request.Body,
            http.Request.ContentLength,
            http.RequestAborted
        );
        return attached.ToResult(file =>
            TypedResults.Created(
                $"/api/v1/dispatches/{id}/attachments/{file.Hash}",
                new
                {
                    file.Name,
                    file.MediaType,
                    file.Size,
                    file.Hash,
                }
            )
        );
    }

    private static IResult Download(
        string id,
        string hash,
        CurrentPrincipal current,
        [FromServices] DispatchFiles files
    ) => files.Open(current.Required, Id(id), Downloads.HashOf(hash)).ToResult(Downloads.File);

    private static async Task<IResult> RemoveAsync(
        string id,
        string hash,
        CurrentPrincipal current,
        [FromServices] AttachToDraft attach
    ) =>
        (await attach.RemoveAsync(current.Required, Id(id), Downloads.HashOf(hash))).ToResult(_ =>
            TypedResults.NoContent()
        );

    private static RecordId Id(string text) => RecordId.TryParse(text, out var id) ? id : default;
}
