@NullMarked
package io.gyre.publisher.find;

import org.jspecify.annotations.NullMarked;
