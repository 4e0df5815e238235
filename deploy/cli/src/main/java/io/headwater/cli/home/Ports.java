package io.headwater.cli.home;

import io.headwater.cli.Complaint;
import io.headwater.stack.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Which part listens where, all on loopback. Defaults, overridden by `port.<part>` in headwater.properties, overridden by
 * the environment's `HEADWATER_PORT_<PART>`. `HEADWATER_PORTS=free` takes any free ports and keeps them for the home.
 */
public record Ports(Map<String, Integer> byPart) {
    public static final String GATEWAY = "gateway";

    private static final Map<String, Integer> DEFAULTS = new LinkedHashMap<>();

    static {
        DEFAULTS.put(GATEWAY, 8080);
        DEFAULTS.put("kafka", 19092);
        DEFAULTS.put("kafka-controller", 19093);
        DEFAULTS.put("postgres", 15432);
        DEFAULTS.put("registry", 18080);
        DEFAULTS.put("alert-ingest", 18081);
        DEFAULTS.put("lineage-service", 18082);
        DEFAULTS.put("incident-core", 18083);
        DEFAULTS.put("notifier", 18084);
        DEFAULTS.put("ticketing-bridge", 18085);
        DEFAULTS.put("sandbox", 18086);
        DEFAULTS.put("smtp", 18025);
    }

    /** The ports of that home under this process's environment. */
    public static Ports of(HeadwaterHome home) {
        Properties settings = home.settings();
        boolean free = "free".equals(System.getenv("HEADWATER_PORTS"));
        Map<String, Integer> ports = new LinkedHashMap<>(free ? free(home) : DEFAULTS);
        for (String part : DEFAULTS.keySet()) {
            String variable = "HEADWATER_PORT_" + part.toUpperCase(Locale.ROOT).replace('-', '_');
            String value = System.getenv().getOrDefault(variable, settings.getProperty("port." + part));
            if (value != null && !value.isBlank()) {
                String name = System.getenv(variable) == null ? "port." + part + " in headwater.properties" : variable;
                ports.put(part, port(name, value.strip()));
            }
        }
        return new Ports(ports);
    }

    public int of(String part) {
        return byPart.get(part);
    }

    /** Whether nobody listens on that loopback port. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static int port(String name, String value) {
        if (value.matches("\\d{1,5}") && Integer.parseInt(value) <= 65_535 && Integer.parseInt(value) > 0) {
            return Integer.parseInt(value);
        }
        throw new Complaint(name + " is '" + value + "': expected a port, 1 to 65535");
    }

    private static Map<String, Integer> free(HeadwaterHome home) {
        Path file = home.dir().resolve("ports.properties");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(home.dir());
                Files.writeString(file, pick());
            }
            Properties kept = new Properties();
            try (var reader = Files.newBufferedReader(file)) {
                kept.load(reader);
            }
            Map<String, Integer> ports = new LinkedHashMap<>();
            DEFAULTS.keySet().forEach(part -> ports.put(part, Integer.valueOf(kept.getProperty(part))));
            return ports;
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot keep the chosen ports in " + file, failure);
        }
    }

    private static String pick() {
        Iterator<Integer> free = FreePorts.find(DEFAULTS.size()).iterator();
        return DEFAULTS.keySet().stream()
                .map(part -> part + "=" + free.next() + "\n")
                .collect(Collectors.joining());
    }
}
