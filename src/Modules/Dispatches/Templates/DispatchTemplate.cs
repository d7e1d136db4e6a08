namespace Legation.Dispatches.Templates;

/// <summary>How a dispatch of some sort usually begins; its author fills in what is left out.</summary>
/// <param name="Slug">Its name in addresses: <c>report-of-call</c>.</param>
/// <param name="Name">What officers call it.</param>
/// <param name="Purpose">When it is used, in a sentence.</param>
/// <param name="Subject">The beginning of the subject.</param>
/// <param name="Text">Markdown; <c>{date}</c> stands for the day on which it is opened, where the node is.</param>
internal sealed record DispatchTemplate(string Slug, string Name, string Purpose, string Subject, string Text)
{
    public const string Date = "{date}";
}
