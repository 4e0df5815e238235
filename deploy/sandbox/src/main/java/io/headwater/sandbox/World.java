package io.headwater.sandbox;

import io.headwater.sandbox.fault.Faults;
import io.headwater.sandbox.jira.JiraSandbox;
import io.headwater.sandbox.journal.RequestLog;
import io.headwater.sandbox.journal.StateFile;
import io.headwater.sandbox.mail.Mailbox;
import io.headwater.sandbox.slack.SlackSandbox;

/** Everything the sandbox plays and remembers. */
record World(
        SlackSandbox slack,
        JiraSandbox jira,
        Mailbox mailbox,
        Faults faults,
        RequestLog requests,
        StateFile file,
        String publicOrigin) {

    void wipe() {
        slack.wipe();
        jira.wipe();
        mailbox.wipe();
        requests.clear();
        file.wipe();
    }
}
