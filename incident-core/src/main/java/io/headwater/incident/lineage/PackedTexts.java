package io.headwater.incident.lineage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Small numbers and texts one after the other: UTF-8 behind its length, numbers in groups of seven bits. */
final class PackedTexts {
    private byte[] bytes = new byte[128];
    private int size;

    void number(int number) {
        reserve(5);
        int rest = number;
        while (rest > 127) {
            bytes[size++] = (byte) (rest & 127 | 128);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        number(encoded.length);
        reserve(encoded.length);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
    }

    void texts(List<String> texts) {
        number(texts.size());
        texts.forEach(this::text);
    }

    void columnEdges(List<ColumnEdge> edges) {
        number(edges.size());
        for (ColumnEdge edge : edges) {
            text(edge.upstream());
            text(edge.upstreamColumn());
            text(edge.column());
        }
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
    }

    /** Reads what was written, in the same order. */
    static final class Reader {
        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        boolean atEnd() {
            return at == bytes.length;
        }

        int number() {
            int number = 0;
            int shift = 0;
            while (bytes[at] < 0) {
                number |= (bytes[at++] & 127) << shift;
                shift += 7;
            }
            return number | bytes[at++] << shift;
        }

        String text() {
            int length = number();
            String text = new String(bytes, at, length, StandardCharsets.UTF_8);
            at += length;
            return text;
        }

        List<ColumnEdge> columnEdges() {
            int size = number();
            List<ColumnEdge> edges = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                edges.add(new ColumnEdge(text(), text(), text()));
            }
            return edges;
        }

        List<String> texts() {
            int size = number();
            if (size == 0) {
                return List.of();
            }
            List<String> texts = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                texts.add(text());
            }
            return texts;
        }
    }
}
