package io.headwater.incident.packed;

import java.util.Comparator;

/** Strings in the order of their UTF-8 bytes, as the stores on disk keep them; Java's own differs beyond U+FFFF. */
public final class Utf8Order {
    public static final Comparator<String> ORDER = Utf8Order::compare;

    private Utf8Order() {}

    private static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            if (a.charAt(i) != b.charAt(i)) {
                return Integer.compare(rank(a.charAt(i)), rank(b.charAt(i)));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** Surrogates stand for code points above all other chars. */
    private static int rank(char c) {
        return Character.isSurrogate(c) ? c + Character.MAX_VALUE : c;
    }
}
