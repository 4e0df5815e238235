package io.headwater.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void the_readme_names_every_setting_of_the_service_with_its_default() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String prefix = IngestSettings.class.getAnnotation(ConfigMapping.class).prefix();
        assertThat(Arrays.stream(IngestSettings.class.getMethods())
                        .filter(method -> !method.isDefault() && !method.isSynthetic()))
                .isNotEmpty()
                .allSatisfy(setting -> {
                    WithDefault value = setting.getAnnotation(WithDefault.class);
                    assertNamed(readme, prefix + "." + kebab(setting), value == null ? "none" : value.value());
                });
    }

    @Test
    void the_readme_names_what_the_services_share_as_the_properties_have_it() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        Properties properties = new Properties();
        try (InputStream in = ReadmeTest.class.getResourceAsStream("/application.properties")) {
            properties.load(in);
        }
        assertThat(properties.stringPropertyNames().stream()
                        .filter(name -> name.startsWith("headwater.") || name.startsWith("kafka.")))
                .isNotEmpty()
                .allSatisfy(name -> assertNamed(
                        readme, name, properties.getProperty(name).isEmpty() ? "none" : properties.getProperty(name)));
    }

    private static void assertNamed(String readme, String setting, String value) {
        assertThat(readme.lines().filter(line -> line.startsWith("| `" + setting + "` |")))
                .as(setting)
                .singleElement()
                .asString()
                .endsWith("| " + value + " |");
    }

    private static String kebab(Method setting) {
        return setting.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
