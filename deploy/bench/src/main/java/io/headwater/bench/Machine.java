package io.headwater.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the figures were measured on. */
public record Machine(int cores, String processor, long memoryMiB, String jvm, String os) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    public static Machine here() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                processorName(),
                system.getTotalMemorySize() >> 20,
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                system.getName() + " " + system.getVersion() + " " + system.getArch());
    }

    String words() {
        return "%d cores%s, %s MiB memory, %s, %s"
                .formatted(cores, processor.isEmpty() ? "" : " (" + processor + ")", Numbers.of(memoryMiB), jvm, os);
    }

    private static String processorName() {
        if (!Files.isReadable(PROCESSORS)) {
            return "";
        }
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + PROCESSORS, failure);
        }
    }
}
