package io.headwater.cli.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.headwater.cli.supervisor.Part.PartFailed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServicePartTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path dir;

    @Test
    void a_service_that_is_killed_is_brought_back_as_a_new_process() throws IOException {
        int port = freePort();
        Path state = dir.resolve("state.json");
        Supervisor supervisor = new Supervisor(List.of(service(port, tinyJar())), state, "http://localhost");
        try {
            assertThat(supervisor.startAll()).isTrue();
            Thread watching = new Thread(supervisor::watch);
            watching.start();
            long first = part(state).pid();
            ProcessHandle.of(first).orElseThrow().destroyForcibly();
            await().atMost(PATIENCE)
                    .until(() -> part(state).isUp() && part(state).restarts() == 1);
            assertThat(part(state).pid()).isNotEqualTo(first);
        } finally {
            supervisor.stopAll();
        }
        assertThat(state).doesNotExist();
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(free.isBound()).as("nothing of it is left").isTrue();
        }
    }

    @Test
    void a_port_that_is_taken_is_told_with_how_to_choose_another() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ServicePart service = service(other.getLocalPort(), tinyJar());
            assertThatThrownBy(() -> service.start(PATIENCE))
                    .isInstanceOf(PartFailed.class)
                    .hasMessageContaining("port " + other.getLocalPort() + " for notifier is taken")
                    .hasMessageContaining("port.notifier=… in headwater.properties");
        }
    }

    @Test
    void a_service_that_ends_while_it_starts_shows_the_end_of_its_log() throws IOException {
        Path broken = Files.writeString(dir.resolve("broken.jar"), "no jar");
        assertThatThrownBy(() -> service(freePort(), broken).start(PATIENCE))
                .isInstanceOf(PartFailed.class)
                .hasMessageContaining("notifier ended with exit code 1 while starting")
                .hasMessageContaining("broken.jar");
    }

    @Test
    void a_service_that_is_not_built_says_so() throws IOException {
        assertThatThrownBy(() -> service(freePort(), dir.resolve("none.jar")).start(PATIENCE))
                .isInstanceOf(PartFailed.class)
                .hasMessageContaining("notifier is not built");
    }

    private ServicePart service(int port, Path jar) {
        return new ServicePart(
                "notifier",
                port,
                jar,
                dir.resolve("notifier.log"),
                List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                Map.of("QUARKUS_HTTP_PORT", String.valueOf(port)),
                List.of());
    }

    private static PartState part(Path state) {
        return StackState.read(state).orElseThrow().part("notifier").orElseThrow();
    }

    private Path tinyJar() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, TinyService.class.getName());
        Path jar = dir.resolve("tiny.jar");
        String entry = TinyService.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream compiled = TinyService.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            compiled.transferTo(out);
        }
        return jar;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
