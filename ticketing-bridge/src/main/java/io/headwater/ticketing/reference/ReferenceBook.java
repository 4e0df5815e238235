package io.headwater.ticketing.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.schema.Person;
import io.headwater.schema.Policy;
import io.headwater.ticketing.ticket.Names;
import io.headwater.ticketing.ticket.Placement;
import io.headwater.ticketing.ticket.TicketPolicy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Ticket policies and people's names, the newest of each. Safe for use by several threads. */
final class ReferenceBook {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KIND = "ticket";

    private record Version(long number, Optional<TicketPolicy> policy) {}

    private final Map<String, Map<String, Version>> policies = new ConcurrentHashMap<>();
    private final Map<String, String> people = new ConcurrentHashMap<>();
    private final TicketPolicy shipped;

    /** @param shipped what holds in a workspace without a ticket policy */
    ReferenceBook(TicketPolicy shipped) {
        this.shipped = shipped;
    }

    /** @throws IllegalArgumentException where its document cannot be read */
    void add(Policy policy) {
        if (!policy.getKind().equals(KIND)) {
            return;
        }
        Version version = new Version(
                policy.getVersion(), policy.getRemoved() ? Optional.empty() : Optional.of(read(policy.getDocument())));
        policies.computeIfAbsent(policy.getWorkspace(), any -> new ConcurrentSkipListMap<>())
                .merge(policy.getName(), version, (a, b) -> a.number() > b.number() ? a : b);
    }

    void add(Person person) {
        String shown = person.getName() != null ? person.getName() : person.getEmail();
        if (shown != null) {
            people.put(person.getWorkspace() + "|" + person.getPerson(), shown);
        }
    }

    /** @param key `workspace|hash` */
    void erase(String key) {
        people.remove(key);
    }

    /** Those in force, by name; never empty. */
    List<TicketPolicy> policies(String workspace) {
        List<TicketPolicy> inForce = new ArrayList<>();
        policies.getOrDefault(workspace, Map.of()).values().forEach(version -> version.policy()
                .ifPresent(inForce::add));
        return inForce.isEmpty() ? List.of(shipped) : inForce;
    }

    Names names(String workspace) {
        return person -> Optional.ofNullable(people.get(workspace + "|" + person));
    }

    private TicketPolicy read(String document) {
        JsonNode spec;
        try {
            spec = JSON.readTree(document).path("spec");
        } catch (JsonProcessingException bad) {
            throw new IllegalArgumentException("the policy's document is not JSON", bad);
        }
        Placement usual = shipped.placement();
        Set<String> priorities = new LinkedHashSet<>(texts(spec.path("priorities")));
        return new TicketPolicy(
                spec.has("priorities") ? priorities : shipped.priorities(),
                new Placement(
                        spec.path("project").asText(usual.project()),
                        spec.path("issueType").asText(usual.issueType()),
                        texts(spec.path("labels")),
                        spec.path("resolvedTransition").asText(usual.resolvedTransition())));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
