package io.headwater.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.ticketing.jira.JiraSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    @Test
    void the_readme_names_every_setting_with_its_default() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String prefix = JiraSettings.class.getAnnotation(ConfigMapping.class).prefix();
        assertThat(Arrays.stream(JiraSettings.class.getMethods()).filter(method -> !method.isDefault()))
                .isNotEmpty()
                .allSatisfy(setting -> {
                    WithDefault value = setting.getAnnotation(WithDefault.class);
                    String shown = value == null ? "none" : "`" + value.value() + "`";
                    assertThat(readme)
                            .containsPattern("(?m)^\\| `" + prefix + "\\." + kebab(setting) + "` \\| .+ \\| " + shown
                                    + ".*\\|$");
                });
    }

    private static String kebab(Method setting) {
        return setting.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
