package io.headwater.lineage.api;

import io.headwater.lineage.catalogue.Catalogue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a page ended, as an opaque text. */
final class Cursor {
    private Cursor() {}

    static String write(Catalogue.Found last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((last.name() + "\0" + last.urn()).getBytes(StandardCharsets.UTF_8));
    }

    static Catalogue.Place read(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int cut = text.indexOf('\0');
            if (cut >= 0 && text.indexOf('\0', cut + 1) < 0) {
                return new Catalogue.Place(text.substring(0, cut), text.substring(cut + 1));
            }
        } catch (IllegalArgumentException notBase64) {
            throw CatalogueResource.field("cursor", "must be the 'next' of an earlier answer");
        }
        throw CatalogueResource.field("cursor", "must be the 'next' of an earlier answer");
    }
}
