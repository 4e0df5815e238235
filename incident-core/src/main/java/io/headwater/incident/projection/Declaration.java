package io.headwater.incident.projection;

/** What was said of an incident when it was declared. */
final class Declaration {
    private Declaration() {}

    /** The description without its first line, where that is the title, which is shown anyway. */
    static String beyond(String title, String description) {
        return description.lines().findFirst().filter(title::equals).isPresent()
                ? description.substring(title.length()).strip()
                : description;
    }
}
