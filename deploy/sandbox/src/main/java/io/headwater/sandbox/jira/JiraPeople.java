package io.headwater.sandbox.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.sandbox.journal.StateFile;
import io.headwater.sandbox.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The site's accounts: any e-mail address is one, its id derived from the address. */
final class JiraPeople {
    private final StateFile file;
    private final String robot;
    private final Map<String, String> emailById = new LinkedHashMap<>();

    JiraPeople(StateFile file, String robotEmail) {
        this.file = file;
        this.robot = robotEmail;
        forget();
        file.opened("jira-user").forEach((id, email) -> emailById.put(id, email.asText()));
    }

    void forget() {
        emailById.clear();
        emailById.put(idOf(robot), robot);
    }

    ObjectNode robot() {
        return shape(robot);
    }

    Optional<ObjectNode> account(String id) {
        return Optional.ofNullable(emailById.get(id)).map(JiraPeople::shape);
    }

    /** The account of an address, new where need be; of anything else whoever's address or name has it within. */
    List<ObjectNode> search(String query) {
        String wanted = query.trim().toLowerCase(Locale.ROOT);
        if (wanted.matches("[^@\\s]+@[^@\\s]+")) {
            return List.of(member(wanted));
        }
        return emailById.values().stream()
                .filter(email -> !wanted.isEmpty() && email.contains(wanted.replace(' ', '.')))
                .map(JiraPeople::shape)
                .toList();
    }

    ObjectNode member(String email) {
        String id = idOf(email);
        if (emailById.putIfAbsent(id, email) == null) {
            file.put("jira-user", id, email);
        }
        return shape(email);
    }

    private static String idOf(String email) {
        return "712020:" + UUID.nameUUIDFromBytes(email.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode shape(String email) {
        return Json.object()
                .put("accountId", idOf(email))
                .put("accountType", "atlassian")
                .put("emailAddress", email)
                .put("displayName", spoken(email.substring(0, email.indexOf('@'))))
                .put("active", true)
                .put("timeZone", "Etc/UTC");
    }

    private static String spoken(String local) {
        StringBuilder name = new StringBuilder();
        for (String part : local.split("[._+-]+")) {
            if (!part.isEmpty()) {
                name.append(name.isEmpty() ? "" : " ")
                        .append(part.substring(0, 1).toUpperCase(Locale.ROOT))
                        .append(part.substring(1));
            }
        }
        return name.toString();
    }
}
