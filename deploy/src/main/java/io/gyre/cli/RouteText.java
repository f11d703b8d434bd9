package io.gyre.cli;

import io.gyre.sinks.topic.Route;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code ANALYSIS=TOPIC} with an encoding behind a colon, Avro by default. */
final class RouteText implements ITypeConverter<Route> {
    private static final Pattern ROUTE = Pattern.compile("([^=]+)=([^:]+)(?::(avro|json))?");

    @Override
    public Route convert(String text) {
        Matcher parts = ROUTE.matcher(text);
        if (!parts.matches()) {
            throw new TypeConversionException(
                    "expected ANALYSIS=TOPIC, ANALYSIS=TOPIC:avro or ANALYSIS=TOPIC:json but was "
                            + text);
        }
        String encoding = parts.group(3) == null ? "avro" : parts.group(3);
        return new Route(parts.group(1), parts.group(2), Route.Encoding.valueOf(encoding.toUpperCase(Locale.ROOT)));
    }
}
