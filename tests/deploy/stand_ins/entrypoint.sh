#!/bin/sh
# What the official images do at their start, as far as compose.yaml relies on it: begin as root, hand
# the data over, become the server's user, and make the database that POSTGRES_* names if there is none.
set -eu

main() {
    case $1 in
        redis-server)
            chown redis:redis /data
            become redis "$@"
            ;;
        postgres)
            mkdir -p "$PGDATA"
            chown -R postgres:postgres "$PGDATA" /var/run/postgresql
            [ -s "$PGDATA/PG_VERSION" ] || make_database
            become postgres "$@"
            ;;
        *) exec "$@" ;;
    esac
}

make_database() {
    printf '%s' "$POSTGRES_PASSWORD" >/tmp/password
    chown postgres /tmp/password
    as postgres initdb --username="$POSTGRES_USER" --pwfile=/tmp/password --auth-host=scram-sha-256 \
        --auth-local=trust --no-sync
    rm /tmp/password
    echo "listen_addresses = '*'" >>"$PGDATA/postgresql.conf"
    echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
    echo "CREATE DATABASE $POSTGRES_DB" | as postgres postgres --single -D "$PGDATA" postgres
}

as() {
    user=$1
    shift
    setpriv --reuid="$user" --regid="$user" --init-groups "$@"
}

become() {
    user=$1
    shift
    exec setpriv --reuid="$user" --regid="$user" --init-groups "$@"
}

main "$@"
