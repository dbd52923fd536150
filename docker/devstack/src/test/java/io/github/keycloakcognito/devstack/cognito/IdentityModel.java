package io.github.keycloakcognito.devstack.cognito;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What AWS documents of who is linked to whom, in the plainest way: a list of identities that is
 * searched through. Where nothing is documented it follows the defaults of the double.
 */
final class IdentityModel {
  static final int MAX_LOGINS = 20;

  private final List<Person> oldestFirst = new ArrayList<>();

  /** A user at a provider; of a public one an identity can have one only. */
  record Login(String provider, String user, boolean isPublic) {}

  /** An identity. */
  static final class Person {
    /** Null until the double has told it. */
    String id;

    final int pool;
    final Set<Login> logins = new HashSet<>();
    boolean everLinked;
    boolean disabled;

    Person(int pool) {
      this.pool = pool;
    }

    boolean lost() {
      return disabled || (everLinked && logins.isEmpty());
    }

    boolean guest() {
      return !disabled && !everLinked;
    }

    /** Sorted. */
    Set<String> users(String provider) {
      Set<String> users = new TreeSet<>();
      logins.stream().filter(l -> l.provider().equals(provider)).forEach(l -> users.add(l.user()));
      return users;
    }
  }

  /** An error the double should answer. */
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refusal(String code) {
      super(code);
    }
  }

  Optional<Person> find(String id) {
    return oldestFirst.stream().filter(person -> id.equals(person.id)).findFirst();
  }

  Optional<Person> owner(int pool, Login login) {
    return in(pool).stream().filter(person -> person.logins.contains(login)).findFirst();
  }

  List<Person> in(int pool) {
    return oldestFirst.stream().filter(person -> person.pool == pool).toList();
  }

  Person existing(String id) {
    return find(id).orElseThrow(() -> new Refusal("ResourceNotFoundException"));
  }

  Person guest(int pool) {
    Person person = new Person(pool);
    oldestFirst.add(person);
    return person;
  }

  Person resolve(int pool, Optional<String> id, Set<Login> logins) {
    Person named = id.map(this::existing).orElse(null);
    List<Person> owners = new ArrayList<>();
    logins.forEach(login -> owner(pool, login).ifPresent(owners::add));
    if (named != null) {
      boolean proven = named.logins.isEmpty() || !Collections.disjoint(named.logins, logins);
      if (named.pool != pool || named.lost() || !proven) {
        throw new Refusal("NotAuthorizedException");
      }
      for (Login login : logins) {
        if (!login.isPublic() && owner(pool, login).filter(o -> o != named).isPresent()) {
          throw new Refusal("DeveloperUserAlreadyRegisteredException");
        }
      }
    }
    Person keeper = keeper(named, owners);
    Set<Person> all = new LinkedHashSet<>(owners);
    if (named != null) {
      all.add(named);
    }
    Set<Login> united = new HashSet<>(logins);
    all.forEach(person -> united.addAll(person.logins));
    check(united);
    return unite(keeper == null ? guest(pool) : keeper, all, united);
  }

  private Person keeper(Person named, List<Person> owners) {
    if (named != null && !named.logins.isEmpty()) {
      return named;
    }
    return oldestFirst.stream().filter(owners::contains).findFirst().orElse(named);
  }

  private static void check(Set<Login> logins) {
    if (logins.size() > MAX_LOGINS) {
      throw new Refusal("InvalidParameterException");
    }
    List<String> providers = logins.stream().filter(Login::isPublic).map(Login::provider).toList();
    if (new HashSet<>(providers).size() < providers.size()) {
      throw new Refusal("ResourceConflictException");
    }
  }

  private static Person unite(Person keeper, Collection<Person> all, Set<Login> logins) {
    for (Person person : all) {
      if (person != keeper) {
        person.disabled = true;
        person.logins.clear();
      }
    }
    keeper.logins.addAll(logins);
    keeper.everLinked = true;
    return keeper;
  }

  Person merge(int pool, Login source, Login destination) {
    Person from = known(pool, source);
    Person into = known(pool, destination);
    Set<Login> united = new HashSet<>(from.logins);
    united.addAll(into.logins);
    check(united);
    return unite(into, List.of(from), united);
  }

  private Person known(int pool, Login login) {
    return owner(pool, login).orElseThrow(() -> new Refusal("ResourceNotFoundException"));
  }

  Person unlink(int pool, String id, Login login) {
    Person person = inPool(pool, id);
    if (known(pool, login) != person) {
      throw new Refusal("ResourceConflictException");
    }
    person.logins.remove(login);
    return person;
  }

  Person lookup(int pool, Optional<String> id, Optional<Login> login) {
    Optional<Person> named = id.map(i -> inPool(pool, i));
    if (login.isEmpty()) {
      return named.orElseThrow();
    }
    if (named.isPresent() && !named.equals(owner(pool, login.get()))) {
      throw new Refusal("ResourceConflictException");
    }
    return known(pool, login.get());
  }

  private Person inPool(int pool, String id) {
    Person person = existing(id);
    if (person.pool != pool) {
      throw new Refusal("ResourceNotFoundException");
    }
    return person;
  }

  /** Uses an identity without a login. */
  Person asGuest(String id) {
    Person person = existing(id);
    if (!person.guest()) {
      throw new Refusal("NotAuthorizedException");
    }
    return person;
  }

  /** Uses an identity with a token that was issued for it. */
  Person withToken(String id) {
    Person person = existing(id);
    if (person.lost()) {
      throw new Refusal("NotAuthorizedException");
    }
    return person;
  }

  void delete(Collection<String> ids) {
    oldestFirst.removeIf(person -> ids.contains(person.id));
  }
}
