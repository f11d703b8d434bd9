package io.gyre.cli;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a bandwidth such as {@code 10MB/s}, {@code 500kB/s} or {@code 1.5MiB/s}; without a unit, bytes a second. */
final class BytesPerSecond implements ITypeConverter<Long> {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?) ?([kMG]?)(i?)B?(?:/s)?");

    @Override
    public Long convert(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException("expected a bandwidth such as 10MB/s or 500kB/s but was " + text);
        }
        BigDecimal thousand = BigDecimal.valueOf(matcher.group(3).isEmpty() ? 1000 : 1024);
        int power = switch (matcher.group(2)) {
            case "k" -> 1;
            case "M" -> 2;
            case "G" -> 3;
            default -> 0;
        };
        long bytes = new BigDecimal(matcher.group(1)).multiply(thousand.pow(power)).longValue();
        if (bytes <= 0) {
            throw new TypeConversionException("a bandwidth of " + text + " sends nothing");
        }
        return bytes;
    }
}
