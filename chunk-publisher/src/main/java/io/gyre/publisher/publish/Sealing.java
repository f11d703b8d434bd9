package io.gyre.publisher.publish;

import io.gyre.wire.seal.SegmentOptions;
import io.gyre.wire.seal.age.AgeRecipient;
import io.gyre.wire.seal.ssh.SigningKey;
import java.util.List;

/** How segments are sealed and manifests signed. */
public record Sealing(SegmentOptions segments, List<AgeRecipient> recipients, SigningKey signingKey) {
    public Sealing {
        recipients = List.copyOf(recipients);
    }
}
