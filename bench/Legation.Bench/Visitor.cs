using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Legation.Bench;

/// <summary>A person's browser, as far as the server can tell.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly HttpClient http = new(
        new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }
    );

    public Visitor(Uri pages)
    {
        http.BaseAddress = pages;
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html,*/*;q=0.8");
    }

    public async Task SignInAsync(Credential credential)
    {
        var form = await TextAsync("/sign-in");
        var fields = Hidden()
            .Matches(form)
            .Select(m => KeyValuePair.Create(Decode(m.Groups[1].Value), Decode(m.Groups[2].Value)))
            .Append(KeyValuePair.Create("Form.User", credential.User))
            .Append(KeyValuePair.Create("Form.Password", credential.Password));
        using var answer = await http.PostAsync("/sign-in", new FormUrlEncodedContent(fields));
        if (answer.StatusCode != HttpStatusCode.Found)
            throw new InvalidOperationException($"{credential.User} could not sign in: {answer.StatusCode}.");
    }

    /// <summary>Milliseconds from the request to the last byte of the answer, compressed.</summary>
    /// <param name="path">What is asked for.</param>
    /// <param name="missing">True if it is to be answered as not there.</param>
    public async Task<double> TimeAsync(string path, bool missing = false)
    {
        var began = Stopwatch.GetTimestamp();
        _ = await BytesAsync(path, missing ? HttpStatusCode.NotFound : HttpStatusCode.OK);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    /// <summary>Bytes of the answer as they travel.</summary>
    public async Task<int> BytesAsync(string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.ParseAdd("gzip, deflate, br");
        using var answer = await http.SendAsync(request);
        if (answer.StatusCode != status)
            throw new InvalidOperationException($"{path} answers {answer.StatusCode}.");
        return (await answer.Content.ReadAsByteArrayAsync()).Length;
    }

    /// <summary>Whether there is nothing at the path, as far as this person is told.</summary>
    public async Task<bool> IsMissingAsync(string path)
    {
        using var answer = await http.GetAsync(path);
        return answer.StatusCode == HttpStatusCode.NotFound;
    }

    /// <summary>Where the path leads on to.</summary>
    public async Task<string> LeadAsync(string path)
    {
        using var answer = await http.GetAsync(path);
        var location = answer.Headers.Location ?? throw new InvalidOperationException($"{path} leads nowhere.");
        return new Uri(http.BaseAddress!, location).PathAndQuery;
    }

    public async Task<string> TextAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var answer = await http.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    public void Dispose() => http.Dispose();

    private static string Decode(string text) => WebUtility.HtmlDecode(text);

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)""")]
    private static partial Regex Hidden();
}
