package io.headwater.sandbox.mail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.headwater.sandbox.journal.StateFile;
import io.headwater.sandbox.web.Changes;
import io.headwater.sandbox.web.Json;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Every mail that arrived, whoever it was for. Safe for many threads. */
public final class Mailbox implements AutoCloseable {
    private final Clock clock;
    private final StateFile file;
    private final Changes changes;
    private final GreenMail server;
    private final List<Mail> mails = new ArrayList<>();
    private int number;

    /** Starts the SMTP server on a free port of the loopback interface. */
    public Mailbox(Clock clock, StateFile file, Changes changes) {
        this.clock = clock;
        this.file = file;
        this.changes = changes;
        file.opened("mail").values().forEach(kept -> mails.add(Json.as(kept, Mail.class)));
        mails.forEach(mail -> number = Math.max(number, Integer.parseInt(mail.id())));
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
                .withConfiguration(new GreenMailConfiguration().withDisabledAuthentication());
        server.start();
        UserManager users = server.getManagers().getUserManager();
        users.setMessageDeliveryHandler((message, recipient) -> deliver(users, message, recipient));
    }

    /** Where the SMTP server itself listens. */
    public int port() {
        return server.getSmtp().getPort();
    }

    /** GreenMail asks once per recipient; the mail is kept with the first. */
    private GreenMailUser deliver(UserManager users, MovingMessage message, MailAddress recipient)
            throws MessagingException, UserException {
        List<String> to =
                message.getToAddresses().stream().map(MailAddress::getEmail).toList();
        if (recipient == message.getToAddresses().iterator().next()) {
            keep(message, to);
        }
        String address = recipient.getEmail();
        GreenMailUser known = users.getUserByEmail(address);
        return known != null ? known : users.createUser(address, address, address);
    }

    private synchronized void keep(MovingMessage moving, List<String> to) throws MessagingException {
        MimeMessage message = moving.getMessage();
        String from =
                moving.getReturnPath() == null ? "" : moving.getReturnPath().getEmail();
        String subject = message.getSubject();
        Mail mail = new Mail(
                Integer.toString(++number),
                message.getMessageID() == null ? "" : message.getMessageID(),
                from,
                to,
                subject == null ? "" : subject,
                part(message, "text/plain"),
                part(message, "text/html"),
                clock.instant().toString());
        mails.add(mail);
        file.put("mail", mail.id(), mail);
        changes.changed("mail", mail.id());
    }

    /** The first part of this type, as text; empty where there is none. */
    private static String part(Part part, String type) throws MessagingException {
        try {
            if (part.isMimeType(type)) {
                return part.getContent().toString();
            }
            if (part.getContent() instanceof Multipart parts) {
                for (int i = 0; i < parts.getCount(); i++) {
                    BodyPart inner = parts.getBodyPart(i);
                    String found = part(inner, type);
                    if (!found.isEmpty()) {
                        return found;
                    }
                }
            }
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException("reading a mail", e);
        }
    }

    public synchronized ObjectNode messages() {
        return Json.items(mails);
    }

    public synchronized void wipe() {
        mails.clear();
        changes.changed("mail", "");
    }

    @Override
    public void close() {
        server.stop();
    }
}
