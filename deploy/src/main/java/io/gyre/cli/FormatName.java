package io.gyre.cli;

import io.gyre.sinks.file.Format;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a file format by the extension that its files have. */
final class FormatName implements ITypeConverter<Format> {
    @Override
    public Format convert(String extension) {
        return Arrays.stream(Format.values()).filter(format -> format.extension().equals(extension)).findFirst()
                .orElseThrow(() -> new TypeConversionException("expected " + Arrays.stream(Format.values())
                        .map(Format::extension).collect(Collectors.joining(" or ")) + " but was " + extension));
    }
}
