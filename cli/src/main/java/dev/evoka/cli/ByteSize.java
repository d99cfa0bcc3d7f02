package dev.evoka.cli;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A number of bytes, as people write it: 500MB, 2GB.
///
/// @param bytes the number
record ByteSize(long bytes) {

    @Override
    public String toString() {
        return bytes + " bytes";
    }

    /// Reads it; 1 kB = 1,000 bytes.
    static final class Converter implements ITypeConverter<ByteSize> {

        private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(B|kB|MB|GB|TB)?");

        @Override
        public ByteSize convert(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException("'%s' is no size like 500MB or 2GB".formatted(text));
            }
            long unit = switch (Objects.requireNonNullElse(matcher.group(2), "B")) {
                case "kB" -> 1_000L;
                case "MB" -> 1_000_000L;
                case "GB" -> 1_000_000_000L;
                case "TB" -> 1_000_000_000_000L;
                default -> 1L;
            };
            return new ByteSize(Long.parseLong(matcher.group(1)) * unit);
        }
    }
}
