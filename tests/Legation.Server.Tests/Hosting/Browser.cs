using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Legation.Server.Tests.Hosting;

/// <summary>Posts the forms of the pages it was shown, without script.</summary>
internal sealed class Browser : IDisposable
{
    private readonly Uri pages;
    private readonly HttpClient http;

    public Browser(Uri pages)
    {
        this.pages = pages;
        http = new HttpClient(
            new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }
        )
        {
            BaseAddress = pages,
        };
        http.DefaultRequestHeaders.Add("Accept", "text/html");
        http.DefaultRequestHeaders.Add("Origin", pages.GetLeftPart(UriPartial.Authority));
    }

    /// <summary>For answers that go on.</summary>
    public HttpClient Http => http;

    public Task<HttpResponseMessage> OpenAsync(string path) => http.GetAsync(new Uri(pages, path));

    public async Task<string> TextAsync(string path) => await (await OpenAsync(path)).Content.ReadAsStringAsync();

    /// <summary>Opens the page and submits its form with what was filled in.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, params (string Name, string Value)[] filled) =>
        await PostAsync(path, (await FormAsync(path)).Filled(filled));

    /// <summary>A form of the page, as it is shown; the first, if none is named.</summary>
    public async Task<PageForm> FormAsync(string path, string? name = null) =>
        await PageForm.ReadAsync(await OpenAsync(path), name);

    public Task<HttpResponseMessage> SignInAsync(string user, string password, string next = "/") =>
        SubmitAsync($"/sign-in?next={Uri.EscapeDataString(next)}", ("Form.User", user), ("Form.Password", password));

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent? content = null) =>
        http.PostAsync(new Uri(pages, path), content);

    /// <summary>What a page says, without the frame around it and its forms' tokens.</summary>
    public static string MainOf(string page) => page.Split("<main")[1];

    public void Dispose() => http.Dispose();
}

/// <summary>A form as a page shows it.</summary>
internal sealed class PageForm(IHtmlFormElement form)
{
    public static async Task<PageForm> ReadAsync(HttpResponseMessage answer, string? name = null)
    {
        var named = name is null ? "" : $":has(input[name='_handler'][value='{name}'])";
        var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
        return new PageForm((IHtmlFormElement)page.QuerySelector($"main form{named}")!);
    }

    /// <summary>The first of its parts that the selector names.</summary>
    public IElement? Find(string selector) => form.QuerySelector(selector);

    /// <summary>What the browser posts: the fields as they are shown, those named with what was filled in instead.</summary>
    public FormUrlEncodedContent Filled(params (string Name, string Value)[] filled) => Without("", filled);

    /// <summary>The same where boxes of that name are unticked.</summary>
    public FormUrlEncodedContent Without(string unticked, params (string Name, string Value)[] filled) =>
        new(
            form.Elements.SelectMany(Posted)
                .Where(field => field.Name != unticked && !filled.Any(f => f.Name == field.Name))
                .Concat(filled)
                .Select(field => KeyValuePair.Create(field.Name, field.Value))
        );

    private static IEnumerable<(string Name, string Value)> Posted(IHtmlElement control) =>
        control switch
        {
            { } when control.HasAttribute("disabled") => [],
            IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => [],
            IHtmlInputElement { Name: { } name } input => [(name, input.Value)],
            IHtmlTextAreaElement { Name: { } name } area => [(name, area.Value)],
            IHtmlSelectElement { Name: { } name } select => [(name, select.Value ?? "")],
            _ => [],
        };
}
