package io.gyre.cli;

import io.gyre.operate.HttpStatus;
import io.gyre.operate.PublisherMetrics;
import io.gyre.operate.PublisherStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a publisher is looked at from outside. */
final class OperationOptions {
    @Option(names = "--metrics", paramLabel = "[HOST:]PORT", converter = Address.class,
            description = "Serve /metrics (Prometheus) and /health here; HOST is 127.0.0.1 unless given, PORT 0 is any free one.")
    @Nullable
    InetSocketAddress metrics;

    /** {@return the server, when one is wanted} */
    Optional<HttpStatus> serve(PublisherStatus status, PublisherMetrics values) throws CommandException {
        if (metrics == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(HttpStatus.start(metrics, status, values));
        } catch (IOException e) {
            throw new CommandException("cannot listen on " + metrics + ": " + e.getMessage(),
                    "give --metrics another port", e);
        }
    }

    /** Reads {@code 9464}, {@code 0.0.0.0:9464} or {@code [::1]:9464}. */
    static final class Address implements ITypeConverter<InetSocketAddress> {
        @Override
        public InetSocketAddress convert(String text) {
            int colon = text.lastIndexOf(':');
            String port = text.substring(colon + 1);
            if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 0xffff) {
                throw new TypeConversionException("'" + text + "' has no port from 0 to 65535");
            }
            try {
                InetAddress host = colon < 0
                        ? InetAddress.ofLiteral("127.0.0.1")
                        : InetAddress.getByName(text.substring(0, colon));
                return new InetSocketAddress(host, Integer.parseInt(port));
            } catch (UnknownHostException e) {
                throw new TypeConversionException("'" + text + "' names no host: " + e.getMessage());
            }
        }
    }
}
