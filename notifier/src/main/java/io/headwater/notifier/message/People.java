package io.headwater.notifier.message;

import io.headwater.notifier.incident.Actor;

/** How actors are spoken of. */
final class People {
    private People() {}

    /** "Ada (Slack)", "Headwater"; nobody is called. */
    static String said(Actor by) {
        String via =
                switch (by.via()) {
                    case "slack" -> " (Slack)";
                    case "console" -> " (console)";
                    case "jira" -> " (Jira)";
                    case "" -> "";
                    default -> " (" + Mrkdwn.text(by.via(), 40) + ")";
                };
        return by.person().map(person -> Mrkdwn.name(person) + via).orElseGet(() -> machine(by.via()));
    }

    private static String machine(String via) {
        return via.isEmpty() || via.equals("headwater") ? "Headwater" : Mrkdwn.text(via, 40);
    }
}
