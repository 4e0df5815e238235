package io.headwater.incident.session;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What people see who are not signed in: what is the matter and how to get in. */
final class SessionPages {
    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%1$s · Headwater</title>%3$s
            <style>body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem}
            code{font:0.95em ui-monospace,monospace}</style>
            </head>
            <body>
            <main>
            <h1>%1$s</h1>
            %2$s
            </main>
            </body>
            </html>
            """;
    private static final String HOW =
            """
            <p>The console is entered by a link that is good once and for 15 minutes. To get a new one:</p>
            <ul>
            <li>on the machine that runs Headwater: <code>deploy/headwater status</code> prints one;</li>
            <li>elsewhere: ask whoever runs Headwater for you; an admin token makes one with
            <code>POST /api/console/links</code>.</li>
            </ul>
            """;

    private SessionPages() {}

    static Response signIn() {
        return html(401, "Please sign in", "<p>You are not signed in, or your session is over.</p>" + HOW, "");
    }

    static Response stale() {
        return html(
                401,
                "This link does not work any more",
                "<p>It was used already, is older than 15 minutes, or was not copied whole.</p>" + HOW,
                "");
    }

    static Response signedOut() {
        return html(200, "Sign in", HOW, "");
    }

    /** Loads the same page once more, from our own site. */
    static Response again(String path, String query) {
        String target = escape(query == null ? path : path + "?" + query);
        return html(
                200,
                "One moment",
                "<p><a href=\"" + target + "\">Open the page</a></p>",
                "\n<meta http-equiv=\"refresh\" content=\"0;url=" + target + "\">");
    }

    private static Response html(int status, String title, String body, String head) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(PAGE.formatted(title, body, head))
                .build();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
