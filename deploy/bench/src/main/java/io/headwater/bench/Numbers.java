package io.headwater.bench;

import java.util.Locale;

/** Numbers as people read them: three digits that count, thousands apart. */
final class Numbers {
    private Numbers() {}

    static String of(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value)) {
            return "–";
        } else if (size >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value).replace(',', ' ');
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.4f", value);
    }
}
