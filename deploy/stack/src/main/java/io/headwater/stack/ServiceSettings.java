package io.headwater.stack;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a service is told so that it uses the shared stack, by property name. */
final class ServiceSettings {
    static final String PEOPLE_KEY = "test-people-key-0123456789abcdef";
    static final String PUBLIC_URL = "http://headwater.test";

    private ServiceSettings() {}

    /** @param database its own, created empty; without it the service gets none */
    static Map<String, String> of(Optional<String> database) {
        HeadwaterStack stack = HeadwaterStack.shared();
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", stack.bootstrap());
        settings.put("headwater.registry.url", stack.registryUrl());
        settings.put("headwater.people.key", PEOPLE_KEY);
        settings.put("headwater.tokens", TestTokens.configuration());
        settings.put("headwater.public-url", PUBLIC_URL);
        settings.put("quarkus.http.test-port", "0");
        database.ifPresent(name -> {
            stack.freshDatabase(name);
            settings.put("quarkus.datasource.username", stack.username());
            settings.put("quarkus.datasource.password", stack.password());
            settings.put("quarkus.datasource.jdbc.url", stack.jdbcUrl(name));
            settings.put("quarkus.datasource.reactive.url", stack.reactiveUrl(name));
        });
        return settings;
    }
}
