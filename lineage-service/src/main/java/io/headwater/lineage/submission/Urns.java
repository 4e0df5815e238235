package io.headwater.lineage.submission;

import io.headwater.lineage.facet.AssetType;
import java.util.Locale;
import java.util.regex.Pattern;

/** The form of canonical names as producers write them. */
final class Urns {
    private static final Pattern FORM =
            Pattern.compile("(table|dbt):[^\\p{Cntrl}]+|dashboard:[^:\\p{Cntrl}]+:[^\\p{Cntrl}]+");

    private Urns() {}

    /** The URN; a relation written in capitals alone is meant as the warehouse's unquoted name, and lower-cased. */
    static String read(String text, String where) {
        String urn = Fields.line(text.strip(), where);
        if (!FORM.matcher(urn).matches()) {
            throw new BadField(
                    where, "must be table:<database>.<schema>.<name>, dashboard:<tool>:<id> or dbt:<unique_id>");
        }
        boolean capitals = urn.startsWith("table:")
                && urn.substring(6).equals(urn.substring(6).toUpperCase(Locale.ROOT));
        return capitals ? urn.toLowerCase(Locale.ROOT) : urn;
    }

    static AssetType typeOf(String urn) {
        return urn.startsWith("table:")
                ? AssetType.TABLE
                : urn.startsWith("dashboard:") ? AssetType.DASHBOARD : AssetType.OTHER;
    }
}
