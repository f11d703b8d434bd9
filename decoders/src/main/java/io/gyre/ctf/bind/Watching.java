package io.gyre.ctf.bind;

import java.util.List;

/**
 * A handler that learns only when it is made which events and fields it wants, as from what a user has declared. It may have handler
 * methods, too; for one event these are called first.
 */
public interface Watching {
    /** {@return what it watches; asked for once, when it is bound} For one event the watches get it in their order. */
    List<Watch> watches();
}
