using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Legation.Ui;

public static class LegationUi
{
    public static IServiceCollection AddLegationUi(this IServiceCollection services)
    {
        services.AddLocalization();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TimeFormat>();
        services.TryAddScoped<PageLabel>();
        services.TryAddSingleton<MarkdownRenderer>();
        // The platform's encoder writes every character beyond Latin as &#x…;, which triples a Japanese page.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        return services;
    }
}
