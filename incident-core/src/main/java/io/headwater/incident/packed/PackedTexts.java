package io.headwater.incident.packed;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Numbers and texts one after the other: UTF-8 behind its length, numbers in groups of seven bits. */
public final class PackedTexts {
    private byte[] bytes = new byte[128];
    private int size;

    /** A number that is not negative. */
    public void number(int number) {
        reserve(5);
        int rest = number;
        while (rest > 127) {
            bytes[size++] = (byte) (rest & 127 | 128);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    public void text(String text) {
        block(text.getBytes(StandardCharsets.UTF_8));
    }

    public void texts(List<String> texts) {
        number(texts.size());
        texts.forEach(this::text);
    }

    /** A number of any size and sign. */
    public void wide(long number) {
        reserve(10);
        long rest = number << 1 ^ number >> 63;
        while ((rest & ~127L) != 0) {
            bytes[size++] = (byte) (rest & 127 | 128);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Bytes of whatever form. */
    public void block(byte[] block) {
        number(block.length);
        reserve(block.length);
        System.arraycopy(block, 0, bytes, size, block.length);
        size += block.length;
    }

    /** A time to the nanosecond. */
    public void time(Instant at) {
        wide(at.getEpochSecond());
        number(at.getNano());
    }

    public void flag(boolean flag) {
        number(flag ? 1 : 0);
    }

    public void optional(Optional<String> text) {
        flag(text.isPresent());
        text.ifPresent(this::text);
    }

    public void optionalTime(Optional<Instant> at) {
        flag(at.isPresent());
        at.ifPresent(this::time);
    }

    public byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
    }

    /** Reads what was written, in the same order. */
    public static final class Reader {
        private final byte[] bytes;
        private int at;

        public Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        public boolean atEnd() {
            return at == bytes.length;
        }

        public int number() {
            int number = 0;
            int shift = 0;
            while (bytes[at] < 0) {
                number |= (bytes[at++] & 127) << shift;
                shift += 7;
            }
            return number | bytes[at++] << shift;
        }

        public String text() {
            int length = number();
            String text = new String(bytes, at, length, StandardCharsets.UTF_8);
            at += length;
            return text;
        }

        public long wide() {
            long number = 0;
            int shift = 0;
            while (bytes[at] < 0) {
                number |= (bytes[at++] & 127L) << shift;
                shift += 7;
            }
            number |= (long) bytes[at++] << shift;
            return number >>> 1 ^ -(number & 1);
        }

        public byte[] block() {
            int length = number();
            at += length;
            return Arrays.copyOfRange(bytes, at - length, at);
        }

        public Instant time() {
            long seconds = wide();
            return Instant.ofEpochSecond(seconds, number());
        }

        public boolean flag() {
            return number() != 0;
        }

        public Optional<String> optional() {
            return flag() ? Optional.of(text()) : Optional.empty();
        }

        public Optional<Instant> optionalTime() {
            return flag() ? Optional.of(time()) : Optional.empty();
        }

        public List<String> texts() {
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
