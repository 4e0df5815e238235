package io.headwater.sandbox.mail;

import java.util.List;

/**
 * A mail as received, once per SMTP transaction.
 *
 * @param messageId its {@code Message-ID}, or empty
 * @param from the envelope's sender; {@code to} the envelope's recipients
 * @param receivedAt ISO 8601, UTC
 */
public record Mail(
        String id,
        String messageId,
        String from,
        List<String> to,
        String subject,
        String text,
        String html,
        String receivedAt) {}
