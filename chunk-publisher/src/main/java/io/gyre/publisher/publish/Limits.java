package io.gyre.publisher.publish;

/** What publishing may take of the host, over all session lines. */
public record Limits(Bandwidth bandwidth, CpuShare cpu) {
    public static Limits none() {
        return new Limits(Bandwidth.unlimited(), CpuShare.UNLIMITED);
    }
}
