package io.headwater.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.headwater.cli.Complaint;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A policy in a file.
 *
 * @param file as people know it: relative to the directory
 * @param policy {@code kind/name}
 */
public record PolicyFile(Path file, String policy, String text) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** Every `*.yaml`, `*.yml` and `*.json` below the directory, by name; complains where two speak of one policy. */
    public static List<PolicyFile> below(Path dir) throws IOException {
        if (!Files.isDirectory(dir)) {
            throw new Complaint(dir + " is not a directory");
        }
        try (Stream<Path> walk = Files.walk(dir)) {
            List<Path> files = walk.filter(Files::isRegularFile)
                    .filter(p -> p.toString().matches(".*\\.(ya?ml|json)"))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new Complaint(dir + " holds no *.yaml, *.yml or *.json");
            }
            List<PolicyFile> policies = new ArrayList<>();
            Map<String, Path> known = new HashMap<>();
            for (Path file : files) {
                String text = text(file);
                String policy = policy(file, text);
                Path other = known.putIfAbsent(policy, file);
                if (other != null) {
                    throw new Complaint(
                            "%s and %s are both policy %s; one of them has to go".formatted(other, file, policy));
                }
                policies.add(new PolicyFile(dir.relativize(file), policy, text));
            }
            return policies;
        }
    }

    /** Where the installation keeps it. */
    public String path(String workspace) {
        return "/api/policies/" + workspace + "/" + policy;
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (MalformedInputException other) {
            throw new Complaint(file + " is not a text in UTF-8");
        }
    }

    /** Both become steps of an address. */
    private static String policy(Path file, String text) {
        try {
            JsonNode document = new YAMLMapper().readTree(text);
            if (!document.hasNonNull("kind") || !document.hasNonNull("name")) {
                throw new Complaint(file + " names no kind and name; a policy begins with 'kind:' and 'name:'");
            }
            for (String field : List.of("kind", "name")) {
                if (!NAME.matcher(document.path(field).asText()).matches()) {
                    throw new Complaint("%s: %s '%s' is not made of a-z, 0-9 and -, at most 63 of them"
                            .formatted(file, field, document.path(field).asText()));
                }
            }
            return document.path("kind").asText() + "/" + document.path("name").asText();
        } catch (IOException wrong) {
            throw new Complaint(file + " is not valid YAML: " + wrong.getMessage());
        }
    }
}
