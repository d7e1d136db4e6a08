using Legation.Dispatches.Attach;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Lists;
using Legation.Dispatches.Mail;
using Legation.Dispatches.Reading;
using Legation.Dispatches.Relabel;
using Legation.Dispatches.Share;
using Legation.Dispatches.Take;
using Legation.Records.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Legation.Dispatches;

/// <summary>What the pages need beside themselves.</summary>
public static class DispatchPages
{
    /// <summary>Maps the register as CSV, the saving while one types, files, and what the editor asks while one types.</summary>
    public static void MapDispatchPages(this IEndpointRouteBuilder endpoints)
    {
        var pages = endpoints.MapGroup("/dispatches").RequireAuthorization().ExcludeFromDescription();
        endpoints.MapGet("/dispatches.csv", RegisterExport.Answer).RequireAuthorization().ExcludeFromDescription();
        pages.MapPost("/drafts/{id}", SaveWhileTyping.AnswerAsync).RequireDuty(Duties.Write);
        pages.MapPost("/shared/{id}", SaveShared.AnswerAsync).RequireDuty(Duties.Write);
        pages
            .MapPost("/{id}/attach", Uploads.AnswerAsync)
            .RequireDuty(Duties.Write)
            .WithMetadata(new RequestSizeLimitAttribute(Uploads.LongestBody));
        pages
            .MapPost("/{id}/take", TakenFiles.AnswerAsync)
            .RequireDuty(Duties.Write)
            .WithMetadata(new RequestSizeLimitAttribute(TextIntake.LongestBody));
        pages
            .MapPost("/from-mail", PostedMails.AnswerAsync)
            .RequireDuty(Duties.Write)
            .WithMetadata(new RequestSizeLimitAttribute(TextIntake.LongestBody));
        pages.MapGet("/{id}/attachments/{hash}", Downloads.Answer);
        pages.MapGet("/proposals/{id}/attachments/{hash}", Downloads.AnswerProposed);
        pages.MapGet("/lists/{id}/members.csv", ListExport.Answer);
        pages.MapGet("/{id}/preview", LivePreview.Answer).RequireDuty(Duties.Write);
        pages.MapPost("/distribution", LiveDistribution.Answer).RequireDuty(Duties.Write);
        pages.MapPost("/{id}/reach", LiveReach.Answer).RequireDuty(Duties.Write);
    }
}
