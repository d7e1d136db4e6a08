using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Legation.Ui;

/// <summary>Registers what pages are made of.</summary>
public static class LegationUi
{
    /// <summary>
    /// Adds words, times, labels and text for pages. The caller adds <see cref="Labels.AcceptedPolicies"/>, and another
    /// <see cref="TimeProvider"/> if it does not want the machine's.
    /// </summary>
    public static IServiceCollection AddLegationUi(this IServiceCollection services)
    {
        services.AddLocalization();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TimeFormat>();
        services.TryAddScoped<PageLabel>();
        services.TryAddSingleton<MarkdownRenderer>();
        services.TryAddSingleton<LabelWords>();
        // The platform's encoder writes every character beyond Latin as &#x…;, which triples a Japanese page.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        return services;
    }
}
