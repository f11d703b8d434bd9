package io.gyre.wire.seal.age;

import java.util.List;

/**
 * A recipient stanza of an age header: the file key, wrapped for one recipient.
 *
 * @param type such as {@code X25519}, {@code scrypt}, {@code ssh-ed25519}
 * @param arguments after the type
 * @param body not copied, not to be changed
 */
public record AgeStanza(String type, List<String> arguments, byte[] body) {
    public AgeStanza {
        arguments = List.copyOf(arguments);
    }
}
